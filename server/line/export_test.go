package line

// Remembered says of how many the line remembers when they were served.
func (l *Line[Who]) Remembered() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.served)
}
