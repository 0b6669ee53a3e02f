// Package migrations holds the database schema as numbered SQL files, applied in order when a desk's database is opened.
package migrations

import (
	"embed"
	"strconv"
)

// Files are the migrations, named NNNNN_name.sql.
//
//go:embed *.sql
var Files embed.FS

const digits = len("00001")

// Newest is the number of the latest migration.
func Newest() int64 {
	numbers := Numbers()
	return numbers[len(numbers)-1]
}

// Numbers are those of all migrations, in order. Some may be left out.
func Numbers() (numbers []int64) {
	entries, err := Files.ReadDir(".")
	if err != nil {
		panic(err) // they are in the program
	}
	for _, entry := range entries {
		number, err := strconv.ParseInt(entry.Name()[:digits], 10, 64)
		if err != nil {
			panic(err)
		}
		numbers = append(numbers, number)
	}
	return numbers
}
