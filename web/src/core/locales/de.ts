import admin from '$messages/de/admin.json';
import common from '$messages/de/common.json';
import contact from '$messages/de/contact.json';
import desk from '$messages/de/desk.json';
import experts from '$messages/de/experts.json';
import peers from '$messages/de/peers.json';
import portal from '$messages/de/portal.json';
import rewards from '$messages/de/rewards.json';
import ticket from '$messages/de/ticket.json';

export default { ...common, ...ticket, ...portal, ...desk, ...admin, ...rewards, ...experts, ...contact, ...peers };
