package apart

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"time"

	"stet/server/extract"
	"stet/server/factcheck"
)

// What a process that reads may take, in bytes: from the first on it collects garbage sooner, at the second it ends.
const (
	memoryWanted = 384 << 20
	mostMemory   = 768 << 20
)

const tooMuch = 3 // the status with which it ends then

// order is what is to be read. What the source holds comes behind it.
type order struct {
	Source extract.Source
	Bytes  int  // of the source
	One    bool // it is to be one article
}

func (o order) items() func(yield func(extract.Item) bool) {
	if !o.One {
		return extract.Items(o.Source)
	}
	return func(yield func(extract.Item) bool) {
		draft, err := extract.Read(o.Source)
		yield(extract.Item{Draft: draft, Err: err})
	}
}

// answer is what is told of one article, or that there is none left.
type answer struct {
	End     bool
	Name    string
	Draft   extract.Draft
	Failure *factcheck.Error
	Cause   string // what is logged of the failure; all of it where that is one of ours

	err   error // why nothing is told
	fatal bool
}

func answerOf(item extract.Item) answer {
	a := answer{Name: item.Name, Draft: item.Draft}
	if item.Err == nil {
		return a
	}
	a.Cause = item.Err.Error()
	if errors.As(item.Err, &a.Failure) {
		a.Cause = strings.TrimPrefix(a.Cause, a.Failure.Message)
	}
	return a
}

func (a answer) item(file string) extract.Item {
	item := extract.Item{Name: a.Name, Draft: a.Draft, Err: a.err}
	switch {
	case a.fatal:
		item.Name = file
	case a.Failure != nil:
		item.Err = fmt.Errorf("%w%s", a.Failure, a.Cause)
	case a.Cause != "":
		item.Err = errors.New(a.Cause)
	}
	return item
}

// Serve reads what in orders, and tells of each article on out as it is asked for. It is all that its process does: that ends as soon as
// in does, whatever is being read, and where that takes too much memory.
func Serve(in io.Reader, out io.Writer) error {
	debug.SetMemoryLimit(memoryWanted)
	go endBeyond(mostMemory)
	whole := bufio.NewReader(in)
	asks, tells := gob.NewDecoder(whole), gob.NewEncoder(out)
	var o order
	if err := asks.Decode(&o); err != nil {
		return err
	}
	o.Source.Raw = make([]byte, o.Bytes)
	if _, err := io.ReadFull(whole, o.Source.Raw); err != nil {
		return err
	}
	asked := make(chan bool, 1)
	go endWith(asks, asked)
	for item := range o.items() {
		if err := tells.Encode(answerOf(item)); err != nil {
			return err
		}
		waitFor(asked)
	}
	return tells.Encode(answer{End: true})
}

// waitFor waits to be asked for the next article; where that takes long, without the memory that the one before took.
func waitFor(asked <-chan bool) {
	select {
	case <-asked:
	case <-time.After(time.Second):
		debug.FreeOSMemory()
		<-asked
	}
}

// endWith passes on what is asked for, and ends the process with whoever asks.
func endWith(asks *gob.Decoder, asked chan<- bool) {
	for {
		var next bool
		if asks.Decode(&next) != nil {
			os.Exit(0)
		}
		asked <- next
	}
}

// endBeyond ends the process once it holds more memory, in bytes, than that.
func endBeyond(most uint64) {
	held := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(20 * time.Millisecond) {
		if metrics.Read(held); held[0].Value.Uint64()-held[1].Value.Uint64() > most {
			os.Exit(tooMuch)
		}
	}
}
