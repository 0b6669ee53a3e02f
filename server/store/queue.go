package store

import (
	"slices"
	"sync"
)

// queue holds the writes that wait. People take turns in it, so that whoever asks for many lets everybody else's in between; what is
// written in nobody's name is like one person's.
type queue struct {
	mu      sync.Mutex
	turns   []int64 // of whom writes wait, whose turn is next first
	lines   map[int64][]*job
	waiting int
}

func newQueue() *queue { return &queue{lines: map[int64][]*job{}} }

func (q *queue) add(j *job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.lines[j.person()]) == 0 {
		q.turns = append(q.turns, j.person())
	}
	q.lines[j.person()] = append(q.lines[j.person()], j)
	q.waiting++
}

// next gives the write whose turn it is, nil where none waits.
func (q *queue) next() *job {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.turns) == 0 {
		return nil
	}
	person := q.turns[0]
	q.turns = q.turns[1:]
	j := q.lines[person][0]
	if q.lines[person] = q.lines[person][1:]; len(q.lines[person]) > 0 {
		q.turns = append(q.turns, person)
	} else {
		delete(q.lines, person)
	}
	q.waiting--
	return j
}

// putBack has writes that next gave come before all others once more, in the same order.
func (q *queue) putBack(jobs []*job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, j := range slices.Backward(jobs) {
		person := j.person()
		q.lines[person] = append([]*job{j}, q.lines[person]...)
		others := slices.DeleteFunc(q.turns, func(other int64) bool { return other == person })
		q.turns = append([]int64{person}, others...)
	}
	q.waiting += len(jobs)
}

func (q *queue) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting
}
