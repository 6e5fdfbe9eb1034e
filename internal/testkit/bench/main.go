// Command bench measures whole builds: dossier against the floor and against other
// programs, in turn, each as a process of its own in fresh folders.
//
//	go run ./internal/testkit/bench -n 1000,10000 -hugo hugo
//	go run ./internal/testkit/bench -n 1000,10000 -preview
//
// The second measures edits in the preview.
//
// CPU seconds (user and system) are the figure to read: they hardly depend on what else
// the machine does. Put -dir on a file system in memory, or the disk is measured too.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"dossier/internal/testkit/corpus"
	"dossier/internal/testkit/floor"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	sizes  []int
	runs   int
	dir    string // where projects and sites are made
	binary string
	json   string
	floor  string // what a process of the floor is to build
	live   bool   // measure the preview, and nothing else
	peers  programs
	corpus corpus.Options // but for the number of articles
}

func readFlags() (o options, err error) {
	sizes := flag.String("n", "1000", "numbers of articles, with commas between")
	flag.IntVar(&o.runs, "runs", 3, "pairs of runs; the figures are medians")
	flag.StringVar(&o.dir, "dir", inMemory(), "folder to work in")
	flag.StringVar(&o.binary, "dossier", "", "the program to measure (default: built from here)")
	flag.StringVar(&o.json, "json", "", "file for the results as JSON")
	flag.StringVar(&o.floor, "floor", "", "build this project with the floor, and nothing else")
	flag.BoolVar(&o.live, "preview", false, "measure edits in the preview, and nothing else")
	flag.BoolVar(&o.corpus.Defaults, "defaults", false, "build with cards and with names as they are by default")
	o.corpus.Seed = 1
	o.peers.flags()
	flag.Parse()
	for _, s := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return o, fmt.Errorf("-n %s: not a number of articles", s)
		}
		o.sizes = append(o.sizes, n)
	}
	return o, nil
}

// inMemory is a folder whose files need no disk, where there is one.
func inMemory() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return os.TempDir()
}

func run() error {
	o, err := readFlags()
	if err != nil {
		return err
	}
	if o.floor != "" {
		return floor.Build(o.floor, flag.Arg(0))
	}
	if o.dir, err = os.MkdirTemp(o.dir, "dossier-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(o.dir)
	if o.live {
		return previews(o)
	}
	if o.binary == "" {
		o.binary = filepath.Join(o.dir, "dossier")
		if out, err := exec.Command("go", "build", "-o", o.binary, "dossier/cmd/dossier").CombinedOutput(); err != nil {
			return fmt.Errorf("go build: %w\n%s", err, out)
		}
	}
	var results []Result
	for _, n := range o.sizes {
		list, err := measure(o, n)
		if err != nil {
			return err
		}
		results = append(results, list...)
	}
	grow(results)
	if err := writeJSON(o, results); err != nil {
		return err
	}
	return table(results)
}

// writeJSON writes results to the file that was asked for, if one was.
func writeJSON(o options, results any) error {
	if o.json == "" {
		return nil
	}
	data, err := json.MarshalIndent(results, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(o.json, append(data, '\n'), 0o666)
}

// Result is what one kind of build of one project took.
type Result struct {
	Build    string  `json:"build"` // floor, full, again, edited, or the name of another program
	Articles int     `json:"articles"`
	CPU      float64 `json:"cpu_seconds"`      // user and system
	Wall     float64 `json:"wall_seconds"`     //
	Rate     float64 `json:"articles_per_cpu"` // articles in a second of CPU
	Memory   float64 `json:"peak_mib"`         // largest resident set, 0 where the system does not say
	Files    int     `json:"files"`
	Bytes    int64   `json:"bytes"`
	Ratio    float64 `json:"floor_ratio"`        // CPU against the floor
	Exponent float64 `json:"exponent,omitempty"` // of the growth of CPU since the size before
}

// work is one process to measure.
type work struct {
	name   string
	out    string       // the folder it writes
	before func() error // nil for nothing
	args   []string     // the program first
	dir    string       // to run in, "" for here
	env    []string     // variables more
}

// measure builds one project with each of the programs, in turn.
func measure(o options, n int) ([]Result, error) {
	dir := filepath.Join(o.dir, strconv.Itoa(n))
	defer os.RemoveAll(dir)
	o.corpus.Articles = n
	builds, err := o.builds(dir)
	if err != nil {
		return nil, err
	}
	taken := map[string][]Result{}
	for range o.runs {
		for _, b := range builds {
			if b.before != nil {
				if err := b.before(); err != nil {
					return nil, err
				}
			}
			r, err := b.run()
			if err != nil {
				return nil, err
			}
			if r.Files, r.Bytes, err = size(b.out); err != nil {
				return nil, err
			}
			r.Build, r.Articles = b.name, n
			taken[b.name] = append(taken[b.name], r)
		}
	}
	var results []Result
	for _, b := range builds {
		r := median(taken[b.name])
		r.Rate = float64(n) / r.CPU
		r.Ratio = r.CPU / median(taken["floor"]).CPU
		results = append(results, r)
	}
	return results, nil
}

// builds writes the projects and lists what to run, in turn.
func (o options) builds(dir string) ([]work, error) {
	project, out := filepath.Join(dir, "project"), filepath.Join(dir, "site")
	if err := corpus.Write(project, o.corpus); err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	others, err := o.peers.projects(dir, o.corpus)
	if err != nil {
		return nil, err
	}
	afresh := func() error { return removeAll(out, filepath.Join(project, ".dossier")) }
	dossier := []string{o.binary, "build", "--quiet", "--source", project, "--output", out}
	list := append([]work{{name: "floor", out: out, before: afresh, args: []string{self, "-floor", project, out}}}, others...)
	return append(list,
		work{name: "full", out: out, before: afresh, args: dossier},
		work{name: "again", out: out, args: dossier},
		work{name: "edited", out: out, before: func() error { return edit(project) }, args: dossier},
	), nil
}

func removeAll(paths ...string) error {
	for _, p := range paths {
		if err := os.RemoveAll(p); err != nil {
			return err
		}
	}
	return nil
}

// edit adds a sentence to one article.
func edit(project string) error {
	f, err := os.OpenFile(filepath.Join(project, "content", "articles", "paper-000001.md"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if _, err := f.WriteString("\nOne more sentence stands here.\n"); err != nil {
		return err
	}
	return f.Close()
}

// run builds once and takes what the process used from the system.
func (b work) run() (r Result, err error) {
	cmd := exec.Command(b.args[0], b.args[1:]...)
	cmd.Dir, cmd.Env = b.dir, append(os.Environ(), b.env...)
	start := time.Now()
	if said, err := cmd.CombinedOutput(); err != nil {
		return r, fmt.Errorf("%s: %w\n%s", strings.Join(b.args, " "), err, said)
	}
	r.Wall = time.Since(start).Seconds()
	r.CPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	r.Memory = peak(cmd.ProcessState)
	return r, nil
}

func size(dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			files++
			bytes += info.Size()
		}
		return err
	})
	return files, bytes, err
}

// median is the run in the middle by CPU.
func median(runs []Result) Result {
	sorted := slices.SortedFunc(slices.Values(runs), func(a, b Result) int {
		if a.CPU < b.CPU {
			return -1
		}
		return 1
	})
	return sorted[len(sorted)/2]
}

// grow works out how CPU grew from one size to the next: 1 is as fast as the articles.
func grow(results []Result) {
	before := map[string]Result{}
	for i := range results {
		r := &results[i]
		if b, ok := before[r.Build]; ok && b.Articles != r.Articles {
			r.Exponent = math.Log(r.CPU/b.CPU) / math.Log(float64(r.Articles)/float64(b.Articles))
		}
		before[r.Build] = *r
	}
}

func table(results []Result) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "build\tarticles\tCPU s\twall s\tarticles/CPU s\tpeak MiB\tfiles\tMB\tof the floor\texponent\t")
	for _, r := range results {
		exponent := ""
		if r.Exponent != 0 {
			exponent = fmt.Sprintf("%.2f", r.Exponent)
		}
		fmt.Fprintf(w, "%s\t%d\t%.2f\t%.2f\t%.0f\t%.0f\t%d\t%.1f\t%.2f\t%s\t\n", r.Build, r.Articles, r.CPU, r.Wall, r.Rate, r.Memory, r.Files, float64(r.Bytes)/1e6, r.Ratio, exponent)
	}
	return w.Flush()
}
