import admin from '$messages/pl/admin.json';
import common from '$messages/pl/common.json';
import contact from '$messages/pl/contact.json';
import desk from '$messages/pl/desk.json';
import experts from '$messages/pl/experts.json';
import peers from '$messages/pl/peers.json';
import portal from '$messages/pl/portal.json';
import rewards from '$messages/pl/rewards.json';
import ticket from '$messages/pl/ticket.json';

export default { ...common, ...ticket, ...portal, ...desk, ...admin, ...rewards, ...experts, ...contact, ...peers };
