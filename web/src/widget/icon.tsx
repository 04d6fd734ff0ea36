const paths = {
	back: 'M15 5l-7 7 7 7',
	close: 'M6 6l12 12M18 6L6 18',
	more: 'M5 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2m7 0a1 1 0 1 0 0 2 1 1 0 0 0 0-2m7 0a1 1 0 1 0 0 2 1 1 0 0 0 0-2',
	lock: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
	go: 'M9 5l7 7-7 7',
	hide: 'M4 4l16 16M9.5 5.4A10 10 0 0 1 12 5c6 0 9 7 9 7a15 15 0 0 1-2.3 3.2M6.2 7.2A14 14 0 0 0 3 12s3 7 9 7a9 9 0 0 0 3.8-.8',
	send: 'M5 12h13M12 6l6 6-6 6'
};

export function Icon({ name, size = 20 }: { name: keyof typeof paths; size?: number }) {
	return (
		<svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
			<path d={paths[name]} />
		</svg>
	);
}

export function IconButton({ name, label, onClick, expanded }: { name: keyof typeof paths; label: string; onClick: () => void; expanded?: boolean }) {
	return (
		<button type="button" class="icon" aria-label={label} title={label} aria-expanded={expanded} onClick={onClick}>
			<Icon name={name} />
		</button>
	);
}
