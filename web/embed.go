// Package web carries the built front end inside the binary.
//
// The files are made by `npm run build`; a clone that was never built holds only a
// placeholder, compiles all the same, and serves no pages (see Built).
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var embedded embed.FS

// Files is the built site with its root at the directory the browser sees:
// index.html (the fallback of every page), _app/…, widget.js, widget/index.html.
func Files() fs.FS {
	files, err := fs.Sub(embedded, "dist")
	if err != nil {
		// The directive above names the directory, so the compiler has seen it.
		panic(err)
	}
	return files
}

// Built tells whether the front end was built before this binary was.
func Built() bool {
	_, err := fs.Stat(Files(), "index.html")
	return err == nil
}
