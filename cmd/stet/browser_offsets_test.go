package main_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/span"
	"stet/static"
)

// offsetCase is a text with code-point positions and the UTF-16 positions that are the same places.
type offsetCase struct {
	Name   string `json:"name"`
	Text   string `json:"text"`
	Points []int  `json:"points"`
	Units  []int  `json:"units"`
}

func TestTheBrowserCountsAsTheServerDoes(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/help")
	raw, err := os.ReadFile("../../static/js/testdata/offsets.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []offsetCase
	if err := json.Unmarshal(raw, &cases); err != nil || len(cases) == 0 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, tc := range cases {
		t.Run(tc.Name, func(t *testing.T) {
			inBrowser := evaluate[struct{ Points, Units []int }](b, `import(%s).then((offsets) => ((text, points, units) => ({
				Points: units.map((unit) => offsets.toPoints(text, unit)), Units: points.map((point) => offsets.toUnits(text, point)),
			}))(%s, %s, %s))`, static.Path("js/offsets.js"), tc.Text, tc.Points, tc.Units)
			onServer := struct{ Points, Units []int }{}
			for i := range tc.Points {
				onServer.Points = append(onServer.Points, span.FromUTF16(tc.Text, tc.Units[i]))
				onServer.Units = append(onServer.Units, span.ToUTF16(tc.Text, tc.Points[i]))
			}
			want := struct{ Points, Units []int }{tc.Points, tc.Units}
			if diff := cmp.Diff(want, inBrowser); diff != "" {
				t.Errorf("the browser (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(want, onServer); diff != "" {
				t.Errorf("the server (-want +got):\n%s", diff)
			}
		})
	}
}
