import '$ui/tokens.css';
import '$ui/base.css';
import './widget.css';
import { render } from 'preact';
import messages from 'virtual:widget-messages';
import { i18n, locales, type Loader } from '$core/i18n';
import type { Locale } from '$core/types';
import { App } from './app';
import { brand } from './brand';
import { host } from './host';
import { paint } from './menu';
import { visit } from './visit';

const loader = (locale: Locale): Loader => async () => ({ default: await (await fetch(messages[locale])).json() });

paint();
brand(host.colour);
host.onShown((shown) => visit.set({ shown }));
await i18n.start(Object.fromEntries(locales.map((locale) => [locale, loader(locale)])) as Record<Locale, Loader>, host.locale);
render(<App />, document.getElementById('app')!);
host.tell({ kontor: 'ready' });
await visit.start();
