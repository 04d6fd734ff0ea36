/**
 * UUIDv7 (RFC 9562): the ids that the sender makes. Within one page they are strictly
 * increasing, also when several are made in one millisecond or the clock steps back, so
 * that ids sort in the order in which messages were written.
 */
let lastTime = 0;
let counter = 0;

export function uuid7(now: number = Date.now()): string {
	if (now > lastTime) {
		lastTime = now;
		counter = randomBits(11);
	} else if (++counter > 0xfff) {
		lastTime++;
		counter = randomBits(11);
	}
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	for (let i = 0, t = lastTime; i < 6; i++, t = Math.floor(t / 256)) bytes[5 - i] = t % 256;
	bytes[6] = 0x70 | (counter >> 8);
	bytes[7] = counter & 0xff;
	bytes[8] = 0x80 | (bytes[8]! & 0x3f);
	return format(bytes);
}

function randomBits(bits: number): number {
	return crypto.getRandomValues(new Uint16Array(1))[0]! & ((1 << bits) - 1);
}

function format(bytes: Uint8Array): string {
	const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
