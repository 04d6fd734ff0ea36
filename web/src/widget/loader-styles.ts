/** The bubble and the frame on a foreign page: nothing of the page reaches them, and they reach nothing of it. */
export const styles = (side: 'left' | 'right', { fill, ink }: { fill: string; ink: string }): string => `
:host{all:initial}
button,iframe{position:fixed;z-index:2147483000;${side}:max(20px,env(safe-area-inset-${side}));border:0}
button{bottom:20px;width:56px;height:56px;padding:0;border-radius:50%;background:${fill};color:${ink};cursor:pointer;box-shadow:0 2px 4px #0002,0 8px 24px #0003}
button:focus-visible{outline:3px solid #1b66d1;outline-offset:3px}
svg{display:block;margin:auto}
b{position:absolute;top:-4px;right:-4px;box-sizing:border-box;min-width:20px;padding:0 5px;border-radius:10px;background:#a1262c;color:#fff;font:600 12px/20px system-ui,sans-serif}
b:empty{display:none}
iframe{bottom:88px;width:372px;height:min(600px,calc(100dvh - 108px));border-radius:16px;background:#fff;box-shadow:0 2px 4px #0002,0 12px 40px #0004;color-scheme:normal}
iframe[hidden]{display:block;visibility:hidden;pointer-events:none}
@media(max-width:520px){iframe{inset:0;width:100%;height:100%;border-radius:0}}
@media(prefers-color-scheme:dark){iframe{background:#1a2124}}`;
