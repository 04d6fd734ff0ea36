import { readFileSync } from 'node:fs';
import admin from '../messages/en/admin.json';
import common from '../messages/en/common.json';
import contact from '../messages/en/contact.json';
import desk from '../messages/en/desk.json';
import experts from '../messages/en/experts.json';
import portal from '../messages/en/portal.json';
import peers from '../messages/en/peers.json';
import rewards from '../messages/en/rewards.json';
import ticket from '../messages/en/ticket.json';
import widget from '../messages/en/widget.json';

/** What the pages say, from the catalogues they say it from: a journey follows when a text is improved. */

const english = { ...admin, ...common, ...contact, ...desk, ...experts, ...portal, ...peers, ...rewards, ...ticket, ...widget };
export type Key = keyof typeof english;
export type Values = Record<string, string | number>;

export const languages = ['en', 'de', 'da', 'pl', 'hu'] as const;
export type Language = (typeof languages)[number];

/** The English text of a key, filled in. */
export function m(key: Key, values: Values = {}): string {
	return fill(form(english[key], values), values);
}

/** The same text with anything where a value would stand, for values that a journey does not know. */
export function like(key: Key): RegExp {
	const text = form(english[key], { n: 2 });
	return new RegExp(text.split(/\{\w+\}/).map(escape).join('.+'));
}

/** A text of any language. */
export function said(language: Language, key: Key): string {
	const area = key.slice(0, key.indexOf('.'));
	const texts = JSON.parse(readFileSync(new URL(`../messages/${language}/${area}.json`, import.meta.url), 'utf8')) as Record<string, string>;
	return texts[key] ?? '';
}

function form(text: string | { one: string; other: string }, { n }: Values): string {
	return typeof text === 'string' ? text : n === 1 ? text.one : text.other;
}

function fill(text: string, values: Values): string {
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function escape(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
