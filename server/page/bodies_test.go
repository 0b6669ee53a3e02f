package page

import (
	"bytes"
	"testing"
)

func TestBodiesLeastUsedMakeRoom(t *testing.T) {
	b := newBodies(100)
	for _, name := range []string{"a", "b", "c"} {
		b.put(name, bytes.Repeat([]byte(name), 30))
	}
	b.get("a")
	b.put("d", bytes.Repeat([]byte("d"), 30))
	for name, want := range map[string]bool{"a": true, "b": false, "c": true, "d": true} {
		if content, ok := b.get(name); ok != want || ok && string(content[:1]) != name {
			t.Errorf("%s is kept: %v, %q", name, ok, content)
		}
	}
	b.put("too long", make([]byte, 101))
	if _, ok := b.get("too long"); ok || b.bytes != 90 {
		t.Errorf("a body longer than all is kept: %v; %d bytes", ok, b.bytes)
	}
}
