// Package apart reads what is brought in in a process of its own: what would be read for hours, take all memory, or break off, ends
// alone, and the desk goes on.
package apart

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"io"
	"iter"
	"log/slog"
	"os"
	"os/exec"
	"sync/atomic"
	"time"

	"stet/server/extract"
	"stet/server/factcheck"
)

// patience is how long one article may be read. Honest ones take seconds at most, on a slow machine too.
const patience = 30 * time.Second

// Reader reads by a process for each file. It implements [desk.Reader].
type Reader struct {
	command  []string
	patience time.Duration
	log      *slog.Logger
}

// New makes a reader by a command that ends in [Serve].
func New(log *slog.Logger, command ...string) *Reader {
	return &Reader{command: command, patience: patience, log: log}
}

// Read is [extract.Read]. It fails besides as TooLarge where that takes too long or too much memory, Invalid where it breaks off, and
// Unavailable where no process can be started; with the error of ctx where that ends first.
func (r *Reader) Read(ctx context.Context, s extract.Source) (extract.Draft, error) {
	for item := range r.told(ctx, order{Source: s, One: true}) {
		return item.Draft, item.Err
	}
	return extract.Draft{}, brokenOff()
}

// Items is [extract.Items]. Where it fails as Read does, nothing of the file is read after that.
func (r *Reader) Items(ctx context.Context, s extract.Source) iter.Seq[extract.Item] {
	return r.told(ctx, order{Source: s})
}

func (r *Reader) told(ctx context.Context, o order) iter.Seq[extract.Item] {
	return func(yield func(extract.Item) bool) {
		p, err := r.start(ctx)
		if err != nil {
			yield(extract.Item{Name: o.Source.Name, Err: err})
			return
		}
		defer p.end()
		isList := !o.One && o.Source.IsSeveral()
		for answer := p.next(&o); !answer.End; answer = p.next(nil) {
			if answer.fatal && isList {
				answer.err = withTheRest(answer.err)
			}
			if !yield(answer.item(o.Source.Name)) || answer.fatal {
				return
			}
		}
	}
}

// process is one that reads a file.
type process struct {
	*exec.Cmd
	reader *Reader
	ctx    context.Context
	in     io.WriteCloser
	asks   *gob.Encoder
	tells  *gob.Decoder
	said   bytes.Buffer // on its way out, where it broke off
	isLate atomic.Bool
}

func (r *Reader) start(ctx context.Context) (*process, error) {
	p := &process{Cmd: exec.CommandContext(ctx, r.command[0], r.command[1:]...), reader: r, ctx: ctx}
	p.Args[0] = os.Args[0] // as whom it is listed
	p.Env = append(p.Environ(), "GOMAXPROCS=1", "GOTRACEBACK=single")
	p.Stderr, p.WaitDelay = &p.said, time.Second
	setApart(p.Cmd)
	in, err := p.StdinPipe()
	if err != nil {
		return nil, r.notStarted(err)
	}
	out, err := p.StdoutPipe()
	if err != nil {
		return nil, r.notStarted(err)
	}
	if err := p.Start(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, r.notStarted(err)
	}
	giveWay(p.Process)
	p.in, p.asks, p.tells = in, gob.NewEncoder(in), gob.NewDecoder(out)
	return p, nil
}

func (r *Reader) notStarted(err error) error {
	r.log.Error("no process to read in", "error", err)
	return factcheck.Wrap(factcheck.Unavailable, err, "What you bring in cannot be read just now. Try again in a moment.")
}

// next asks for the next article, first with the order.
func (p *process) next(o *order) answer {
	late := time.AfterFunc(p.reader.patience, func() {
		p.isLate.Store(true)
		p.Process.Kill()
	})
	defer late.Stop()
	var a answer
	err := p.ask(o)
	if err == nil {
		err = p.tells.Decode(&a)
	}
	if err != nil {
		return answer{err: p.whyNot(err), fatal: true}
	}
	return a
}

func (p *process) ask(o *order) error {
	if o == nil {
		return p.asks.Encode(true)
	}
	raw := o.Source.Raw
	o.Source.Raw, o.Bytes = nil, len(raw)
	if err := p.asks.Encode(*o); err != nil {
		return err
	}
	_, err := p.in.Write(raw)
	return err
}

// whyNot says why nothing more is told.
func (p *process) whyNot(told error) error {
	p.Process.Kill()
	ended := p.Wait()
	var exit *exec.ExitError
	switch {
	case p.ctx.Err() != nil:
		return p.ctx.Err()
	case p.isLate.Load():
		return factcheck.Errorf(factcheck.TooLarge, "This takes more than half a minute to read, and was given up. Paste the text of the article instead.")
	case errors.As(ended, &exit) && exit.ExitCode() == tooMuch:
		return factcheck.Errorf(factcheck.TooLarge, "This takes more memory to read than there is for it, and was given up. Paste the text of the article instead.")
	}
	p.reader.log.Error("reading broke off", "error", told, "ended", p.ProcessState.String(), "said", beginning(p.said.String()))
	return brokenOff()
}

// withTheRest says of why an article was given up that what comes after it in its file was, too.
func withTheRest(err error) error {
	var known *factcheck.Error
	if !errors.As(err, &known) {
		return err
	}
	return factcheck.Errorf(known.Code, "%s What comes after it in this file is not imported either: import that by itself.", known.Message)
}

func brokenOff() error {
	return factcheck.Errorf(factcheck.Invalid, "This could not be read: the reading broke off. Paste the text of the article instead.")
}

// beginning cuts what a process said down to what belongs in a log: what went wrong stands first.
func beginning(said string) string {
	const most = 2000 // bytes
	return said[:min(len(said), most)]
}

// end ends the process, unless it has ended.
func (p *process) end() {
	p.in.Close()
	p.Process.Kill()
	p.Wait()
}
