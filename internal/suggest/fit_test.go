package suggest

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"
)

var fit = flag.Bool("fit", false, "fit the points of the signals and print them")

// observation is a form: which signals hold, and whether people marked it as a name.
type observation struct {
	holds  []int
	name   bool
	weight float64
}

func observe(c corpus, weight float64) []observation {
	co := New()
	for _, d := range c.docs {
		co.Add(d)
	}
	forms := co.forms()
	var out []observation
	for _, text := range slices.Sorted(maps.Keys(forms)) {
		n := normal(text)
		if c.want[n] == 0 && c.other[n] {
			continue
		}
		o := observation{name: c.want[n] > 0, weight: weight}
		for i, s := range signals {
			if s.holds(forms[text]) {
				o.holds = append(o.holds, i)
			}
		}
		out = append(out, o)
	}
	return out
}

// TestFit fits the points by logistic regression with a ridge penalty, on the even
// texts of both sets: go test -run Fit -v -fit. The longer set weighs half, since its
// texts are all beginnings of encyclopaedia articles.
func TestFit(t *testing.T) {
	if !*fit {
		t.Skip("without -fit")
	}
	const penalty, step, rounds = 4, 0.15, 3000
	even := func(n int) bool { return n%2 == 0 }
	data := slices.Concat(observe(readCorpus(t, "wikigold.jsonl", even), 1), observe(readCorpus(t, "redocred-dev.jsonl", even), 0.5))

	bias := len(signals)
	w := make([]float64, bias+1)
	for range rounds {
		gradient, curvature := make([]float64, bias+1), make([]float64, bias+1)
		for i := range bias {
			gradient[i], curvature[i] = penalty*w[i], penalty
		}
		for _, o := range data {
			on := append(slices.Clone(o.holds), bias)
			z := 0.0
			for _, i := range on {
				z += w[i]
			}
			p := 1 / (1 + math.Exp(-z))
			miss := p
			if o.name {
				miss = p - 1
			}
			for _, i := range on {
				gradient[i] += o.weight * miss
				curvature[i] += o.weight * p * (1 - p)
			}
		}
		for i := range w {
			w[i] -= step * gradient[i] / curvature[i]
		}
	}
	points := func(x float64) int { return int(math.Round(10 * x)) }
	fmt.Printf("prior\t%d\n", points(w[bias]))
	for i, s := range signals {
		fmt.Printf("%s\t%d\n", s.name, points(w[i]))
	}
}
