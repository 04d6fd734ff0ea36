import type { Ticket } from './types';

/**
 * A known ticket with what a newer row says about it. Rows are poorer: they know no rating and not since when
 * somebody is a customer, and name topic and team in the language of the account instead of this page.
 * What is being read right now has nothing unread.
 */
export function updated(known: Ticket, row: Ticket, beingRead = false): Ticket {
	const sameNames = row.topic === known.topic && row.team === known.team;
	return {
		...known,
		...row,
		topic_name: sameNames ? known.topic_name : row.topic_name,
		team_name: sameNames ? known.team_name : row.team_name,
		customer: { ...known.customer, ...row.customer },
		rating: row.rating ?? known.rating,
		unread: row.unread && !beingRead
	};
}
