package simulate

// queue is tickets in the order in which they came to it, out of which any may be
// taken.
type queue struct {
	list []int32
	in   map[int32]bool
	head int
}

func newQueue() *queue { return &queue{in: map[int32]bool{}} }

func (q *queue) len() int { return len(q.in) }

func (q *queue) push(n int32) {
	if !q.in[n] {
		q.in[n] = true
		q.list = append(q.list, n)
	}
}

func (q *queue) remove(n int32) { delete(q.in, n) }

// pop takes the one that has waited longest.
func (q *queue) pop() (int32, bool) {
	for _, n := range q.first(1) {
		delete(q.in, n)
		q.head++
		return n, true
	}
	return 0, false
}

// first are those who have waited longest, at most n. What was taken out is
// forgotten on the way.
func (q *queue) first(n int) []int32 {
	for q.head < len(q.list) && !q.in[q.list[q.head]] {
		q.head++
	}
	if q.head > 1024 && q.head > len(q.list)/2 {
		q.list, q.head = append([]int32(nil), q.list[q.head:]...), 0
	}
	var all []int32
	for i := q.head; i < len(q.list) && len(all) < n; i++ {
		if q.in[q.list[i]] {
			all = append(all, q.list[i])
		}
	}
	return all
}
