import admin from '$messages/da/admin.json';
import common from '$messages/da/common.json';
import contact from '$messages/da/contact.json';
import desk from '$messages/da/desk.json';
import experts from '$messages/da/experts.json';
import peers from '$messages/da/peers.json';
import portal from '$messages/da/portal.json';
import rewards from '$messages/da/rewards.json';
import ticket from '$messages/da/ticket.json';

export default { ...common, ...ticket, ...portal, ...desk, ...admin, ...rewards, ...experts, ...contact, ...peers };
