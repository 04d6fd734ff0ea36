import admin from '$messages/en/admin.json';
import common from '$messages/en/common.json';
import contact from '$messages/en/contact.json';
import desk from '$messages/en/desk.json';
import experts from '$messages/en/experts.json';
import peers from '$messages/en/peers.json';
import portal from '$messages/en/portal.json';
import rewards from '$messages/en/rewards.json';
import ticket from '$messages/en/ticket.json';

export default { ...common, ...ticket, ...portal, ...desk, ...admin, ...rewards, ...experts, ...contact, ...peers };
