const paths = {
	back: 'M15 5l-7 7 7 7',
	close: 'M6 6l12 12M18 6L6 18',
	more: 'M5 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2m7 0a1 1 0 1 0 0 2 1 1 0 0 0 0-2m7 0a1 1 0 1 0 0 2 1 1 0 0 0 0-2',
	lock: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
	go: 'M9 5l7 7-7 7',
	send: 'M5 12h13M12 6l6 6-6 6',
	star: 'm12 3 2.7 5.9 6.3.8-4.7 4.3 1.3 6.3-5.6-3.2-5.6 3.2 1.3-6.3L3 9.7l6.3-.8z'
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
