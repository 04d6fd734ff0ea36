import type admin from '$messages/en/admin.json';
import type common from '$messages/en/common.json';
import type contact from '$messages/en/contact.json';
import type desk from '$messages/en/desk.json';
import type experts from '$messages/en/experts.json';
import type peers from '$messages/en/peers.json';
import type portal from '$messages/en/portal.json';
import type rewards from '$messages/en/rewards.json';
import type ticket from '$messages/en/ticket.json';
import type widget from '$messages/en/widget.json';

/** Every key of the catalogue; a key that is not in the English files does not compile. */
export type Key =
	| keyof typeof admin
	| keyof typeof common
	| keyof typeof contact
	| keyof typeof desk
	| keyof typeof experts
	| keyof typeof peers
	| keyof typeof portal
	| keyof typeof rewards
	| keyof typeof ticket
	| keyof typeof widget;

/** A text, or one text for each plural category of the language, chosen by the parameter `n`. */
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Record<string, Message>;
