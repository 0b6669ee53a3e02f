package line

import "time"

// Narrow gives no turn while as many as to have one, until widen is called; whoever has one keeps it. A line is narrowed by one at a
// time.
func (l *Line[Who]) Narrow(to int) (widen func()) {
	l.setOpen(to)
	return func() { l.setOpen(l.places) }
}

// Alone runs f while nobody has a turn. It waits so long for those who have one, and says whether f was run.
func (l *Line[Who]) Alone(patience time.Duration, f func()) bool {
	defer l.Narrow(0)()
	left := time.NewTimer(patience)
	defer left.Stop()
	select {
	case <-l.empty():
		f()
		return true
	case <-left.C:
		return false
	}
}

func (l *Line[Who]) setOpen(places int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open = places
	l.serve()
}

// empty gives a channel that is closed when nobody has a turn.
func (l *Line[Who]) empty() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	emptied := make(chan struct{})
	if l.taken == 0 {
		close(emptied)
	} else {
		l.emptied = emptied
	}
	return emptied
}
