// After the builds: keeps the placeholder that lets a clean clone compile, and weighs the widget.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** What a visitor downloads to write and to read, gzip: the loader, script and style of the frame, and the longest of the languages. */
const budget = 30_000;
const dist = fileURLToPath(new URL('../dist/', import.meta.url));

writeFileSync(dist + '.gitkeep', '');
const files = ['widget.js', ...readdirSync(dist + 'widget', { recursive: true }).map((name) => `widget/${name}`)];
const weighed = files.map((name) => ({ name, bytes: /\.(js|css|json)$/.test(name) ? gzipSync(readFileSync(dist + name), { level: 9 }).length : 0 }));
/** Fetched once a chat is open, after everything that is needed to write, or when it is asked for. */
const later = /^widget\/(attach\.js|assets\/parts-)|-later-/;
const language = weighed.filter(({ name }) => name.endsWith('.json') && !later.test(name)).sort((a, b) => b.bytes - a.bytes)[0];
const counted = [...weighed.filter(({ name }) => /\.(js|css)$/.test(name) && !later.test(name)), language];
const total = counted.reduce((sum, { bytes }) => sum + bytes, 0);

for (const { name, bytes } of counted) console.log(`${String(bytes).padStart(7)} ${name}`);
console.log(`${String(total).padStart(7)} widget together, gzip (budget ${budget})`);
if (total >= budget) {
	console.error(`the widget is ${total - budget + 1} bytes too heavy`);
	process.exit(1);
}
