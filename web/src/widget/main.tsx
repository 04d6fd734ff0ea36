import '$ui/tokens.css';
import '$ui/base.css';
import './widget.css';
import { render } from 'preact';
import { i18n } from '$core/i18n';
import { App } from './app';
import { brand } from './brand';
import { host } from './host';
import { paint } from './paint';
import { visit } from './visit';
import { loaders } from './words';

paint();
brand(host.colour);
host.onShown((shown) => visit.set({ shown }));
await i18n.start(loaders, host.locale);
render(<App />, document.getElementById('app')!);
host.tell({ kontor: 'ready' });
await visit.start();
