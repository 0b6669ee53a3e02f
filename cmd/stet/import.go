package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"stet/server/config"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

type importCommand struct {
	Articles importArticles `cmd:"" default:"withargs" help:"Import articles from files: stet import FILE ... does the same."`
	Claims   importClaims   `cmd:"" help:"Bring claims on an article in from another tool's file."`
	Desk     importDesk     `cmd:"" help:"Make a desk out of an archive that stet export desk wrote."`
}

type importArticles struct {
	config.Database
	Files  []string `arg:"" name:"file" help:"Files, folders of .txt and .md files, or - for standard input."`
	As     string   `placeholder:"NAME" help:"Import in this person's name, who must be an editor."`
	Format string   `default:"auto" enum:"auto,text,markdown" help:"How the files are to be read: auto, text or markdown. Auto goes by the file's name."`
}

// Run imports file after file and prints a line for each. A file that cannot be imported stops none of the others.
func (c *importArticles) Run(ctx context.Context, io streams) error {
	return withDesk(ctx, c.Database, func(d *desk.Desk, s *store.Store) error {
		by := desk.CommandLine
		if c.As != "" {
			person, err := somebody(ctx, s, c.As)
			if err != nil {
				return err
			}
			by = person
		}
		return c.importAll(ctx, d, by, io)
	})
}

func (c *importArticles) importAll(ctx context.Context, d *desk.Desk, by factcheck.Person, io streams) (err error) {
	for file, problem := range find(c.Files) {
		if ctx.Err() != nil {
			return fmt.Errorf("stopped before %s; what was printed is imported", file)
		}
		if problem == nil {
			problem = c.importOne(ctx, d, by, file, io)
		}
		if problem != nil {
			say(io.err, fmt.Errorf("%s: %w", file, problem))
			err = errSaid
		}
	}
	return err
}

func (c *importArticles) importOne(ctx context.Context, d *desk.Desk, by factcheck.Person, file string, io streams) error {
	raw, err := readFile(file, io.in)
	if err != nil {
		return err
	}
	article, err := c.extract(file, raw)
	if err != nil {
		return err
	}
	if article.Title == "" {
		article.Title = titleFrom(file)
	}
	made, err := d.ImportArticle(ctx, by, desk.NewArticle{Article: article})
	if err == nil {
		_, err = fmt.Fprintf(io.out, "%d\t%s\n", made.ID, made.Title)
	}
	return err
}

func (c *importArticles) extract(file string, raw []byte) (extract.Article, error) {
	format := c.Format
	if format == "auto" {
		format = extract.Detect(file, raw)
	}
	if format == "markdown" {
		return extract.Markdown(raw)
	}
	return extract.Plain(raw)
}

// titleFrom makes a title of a file's name for an article that has none of its own.
func titleFrom(file string) string {
	if file == fromStdin {
		return "Untitled"
	}
	name := filepath.Base(file)
	return strings.TrimSuffix(name, filepath.Ext(name))
}
