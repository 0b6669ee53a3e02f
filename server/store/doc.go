// Package store keeps a desk in one SQLite file. It holds the only SQL outside the migrations.
//
// One goroutine writes, on one connection: it drains its queue into one transaction with a savepoint for each request,
// so that many writers share one durable commit and none waits behind another's lock; people take turns in that queue. Reads run on a few read-only
// connections, handed out first come, first served, each in a snapshot of its own.
//
// Every read of claims takes the viewer: while a blind article's review is open, its reviewer is given only their own.
package store
