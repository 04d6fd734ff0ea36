package people_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// readsPeople are the functions that read what people are found by or what is
// known of them, each with why that leaves a line in the access log or needs
// none. A function that is not here fails the test: say how it logs.
var readsPeople = map[string]string{
	"people.runTx":             "LookUp logs in the same transaction",
	"people.selectDossier":     "for masking, for the customer themself, for openings, which tickets log, and for applications, which experts log",
	"people.fillEmails":        "helpers only, for admins",
	"people.loginFreeTx":       "says whether an address is taken, of no person",
	"people.Helpers":           "helpers only",
	"people.writeBlindIndexTx": "writes",
	"people.writeFieldsTx":     "writes",
	"people.clearIdentitiesTx": "writes; gives blind indexes to the same change",
	"people.writeIdentitiesTx": "writes",
	"people.Destroy":           "removes",
	"people.DismissTx":         "removes",
}

var personalTable = regexp.MustCompile(`vault\.(blind_index|identities|personal_fields)`)

func TestEveryWayToPeopleIsNamed(t *testing.T) {
	named := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testkit" || d.Name() == "load") {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			ast.Inspect(decl, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && personalTable.MatchString(lit.Value) {
					name := file.Name.Name + "." + nameOf(decl)
					named[name] = true
					if readsPeople[name] == "" {
						t.Errorf("%s (%s) touches what people are found by and is not named here", name, path)
					}
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range readsPeople {
		if !named[name] {
			t.Errorf("%s is named and touches nothing personal any more", name)
		}
	}
}

func nameOf(decl ast.Decl) string {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		return d.Name.Name
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok {
				return v.Names[0].Name
			}
		}
	}
	return "?"
}
