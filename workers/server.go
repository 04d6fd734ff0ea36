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
	server *asynq.Server
	once   sync.Once
}

// serve starts to take tasks. It starts without Redis too, and waits for it.
func (w *Workers) serve() (*queue, error) {
	q := &queue{
		client: asynq.NewClientFromRedisClient(w.redis),
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

// put sends a job on its way. The task bears the number of the attempt: an
// attempt that went wrong inside Redis never stands in the way of the next.
func (q *queue) put(ctx context.Context, j job) error {
	ctx, cancel := context.WithTimeout(ctx, redisWait)
	defer cancel()
	payload, err := json.Marshal(j)
	if err != nil {
		return err
	}
	_, err = q.client.EnqueueContext(ctx, asynq.NewTask(j.Kind, payload),
		asynq.Queue(queueName), asynq.TaskID(j.ID.String()+":"+strconv.Itoa(j.Attempt)), asynq.MaxRetry(0), asynq.Timeout(jobTime+5*time.Second))
	if errors.Is(err, asynq.ErrTaskIDConflict) {
		return nil
	}
	return err
}

// process is the other end of put. asynq hears of no failure: the row is what
// says whether the job is tried again.
func (w *Workers) process(ctx context.Context, task *asynq.Task) error {
	j := job{Kind: task.Type()}
	if err := json.Unmarshal(task.Payload(), &j); err != nil {
		w.log.Warn("task is not one of ours", "kind", task.Type())
		return nil
	}
	_ = w.perform(ctx, j)
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
