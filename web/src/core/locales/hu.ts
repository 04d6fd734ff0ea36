import admin from '$messages/hu/admin.json';
import common from '$messages/hu/common.json';
import contact from '$messages/hu/contact.json';
import desk from '$messages/hu/desk.json';
import experts from '$messages/hu/experts.json';
import peers from '$messages/hu/peers.json';
import portal from '$messages/hu/portal.json';
import rewards from '$messages/hu/rewards.json';
import ticket from '$messages/hu/ticket.json';

export default { ...common, ...ticket, ...portal, ...desk, ...admin, ...rewards, ...experts, ...contact, ...peers };
