package workers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/hibiken/asynq"
)

// queueName keeps our tasks apart from those of others in the same Redis.
const queueName = "kontor"

// queue is asynq: a client that puts jobs on the road and a server that takes
// them off it. Both live as long as one Run.
type queue struct {
	client *asynq.Client
	within time.Duration // Redis takes a bundle
	server *asynq.Server
	once   sync.Once
}

// serve starts to take tasks. It starts without Redis too, and waits for it.
func (w *Workers) serve() (*queue, error) {
	q := &queue{
		client: asynq.NewClientFromRedisClient(w.redis),
		within: w.within,
		server: asynq.NewServerFromRedisClient(w.redis, asynq.Config{
			Concurrency:              atOnce,
			Queues:                   map[string]int{queueName: 1},
			TaskCheckInterval:        50 * time.Millisecond,
			DelayedTaskCheckInterval: time.Minute, // nothing is ever put there before it is due
			ShutdownTimeout:          10 * time.Second,
			LogLevel:                 asynq.WarnLevel,
			Logger:                   asynqLog{w.log},
		}),
	}
	if err := q.server.Start(asynq.HandlerFunc(w.process)); err != nil {
		return nil, fmt.Errorf("start workers: %w", err)
	}
	return q, nil
}

// stop finishes what is in hand and takes no more. Stopping twice is fine.
func (q *queue) stop() { q.once.Do(q.server.Shutdown) }

// put sends jobs on their way. The task bears the number of the attempt: an
// attempt that went wrong inside Redis never stands in the way of the next.
func (q *queue) put(ctx context.Context, b bundle) error {
	ctx, cancel := context.WithTimeout(ctx, q.within)
	defer cancel()
	payload, err := json.Marshal(b)
	if err != nil {
		return err
	}
	first := b[0]
	_, err = q.client.EnqueueContext(ctx, asynq.NewTask(first.Kind, payload),
		asynq.Queue(queueName), asynq.TaskID(first.ID.String()+":"+strconv.Itoa(first.Attempt)), asynq.MaxRetry(0), asynq.Timeout(taskTime(b)))
	if errors.Is(err, asynq.ErrTaskIDConflict) {
		return nil
	}
	return err
}

// taskTime is enough for all of them together and then each alone.
func taskTime(b bundle) time.Duration {
	return time.Duration(len(b)+1)*timeOf(b[0].Kind) + 5*time.Second
}

// process is the other end of put. asynq hears of no failure: the rows are what
// says whether the jobs are tried again.
func (w *Workers) process(ctx context.Context, task *asynq.Task) error {
	var b bundle
	if err := json.Unmarshal(task.Payload(), &b); err != nil {
		w.log.Warn("task is not one of ours", "kind", task.Type())
		return nil
	}
	for i := range b {
		b[i].Kind = task.Type()
	}
	w.performBundle(ctx, b)
	return nil
}

// asynqLog keeps what asynq says for whoever looks closely: ids and no payloads.
// That Redis is away the relay says once, and what became of a job its row says.
type asynqLog struct{ log *slog.Logger }

func (l asynqLog) Debug(args ...any) { l.said(args) }
func (l asynqLog) Info(args ...any)  { l.said(args) }
func (l asynqLog) Warn(args ...any)  { l.said(args) }
func (l asynqLog) Error(args ...any) { l.said(args) }
func (l asynqLog) Fatal(args ...any) { l.said(args) }

func (l asynqLog) said(args []any) { l.log.Debug("asynq", "said", fmt.Sprint(args...)) }
