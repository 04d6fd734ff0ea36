import { describe, expect, it } from 'vitest';
import { disposition } from './upload';

describe('the name of a file on its way', () => {
	it('is a token whatever is in it', () => {
		expect(disposition("Ann's (æble) *100%!*.png")).toBe("attachment; filename*=UTF-8''Ann%27s%20%28%C3%A6ble%29%20%2a100%25%21%2a.png");
		expect(disposition('a\r\nSet-Cookie: x;".png')).toBe("attachment; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3B%22.png");
	});
});
