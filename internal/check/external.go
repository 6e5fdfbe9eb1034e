package check

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"

	"dossier/internal/pool"
	"dossier/internal/source"
)

// Outgoing is an address of another site with the first place that leads there.
type Outgoing struct {
	Address string // without its fragment
	Place   source.Place
}

// ExternalOptions limit what is asked of other sites. Zero values are the defaults.
type ExternalOptions struct {
	Agent   string        // how the requests introduce themselves
	Timeout time.Duration // of one request, 20 seconds
	Pause   time.Duration // between two requests to one host, 1 second
	Most    int           // addresses in all, 1000
	PerHost int           // addresses of one host, 100
	Hosts   int           // hosts asked at the same time, 8
	Private bool          // addresses of this computer and network are asked, too; for tests
}

// ExternalReport counts what came of it.
type ExternalReport struct {
	Good      int // answered
	Gone      int // told as problems
	Undecided int // the host would not say: busy, forbidden, or an error of its own
	Untried   int // beyond the limits
}

const (
	mostBody      = 64 << 10 // bytes read of an answer
	mostRedirects = 5
)

// External asks other sites whether the addresses that lead to them still exist: each
// address once, one request at a time to a host and with a pause between two, first for
// the head alone. An address is a problem when its host says that it is gone, or is not
// there itself; a host that refuses to answer says nothing about the address.
func External(ctx context.Context, list []Outgoing, o ExternalOptions) (r ExternalReport, problems []source.Problem, err error) {
	o = o.withDefaults()
	hosts, untried := byHost(list, o)
	r.Untried = untried
	client := o.client()
	answers, err := pool.MapContext(ctx, o.Hosts, hosts, func(_ int, addresses []Outgoing) ([]answer, error) {
		return o.askHost(ctx, client, addresses)
	})
	if err != nil {
		return r, nil, err
	}
	for _, a := range slices.Concat(answers...) {
		switch {
		case a.gone != "":
			r.Gone++
			problems = append(problems, source.Problem{Place: a.Place, Code: source.ExternalLink,
				Message: fmt.Sprintf("%s: %s", a.Address, a.gone), Hint: "correct the address, or name an archived copy in content/archives.yaml"})
		case a.undecided:
			r.Undecided++
		default:
			r.Good++
		}
	}
	return r, source.Sort(problems), nil
}

func (o ExternalOptions) withDefaults() ExternalOptions {
	o.Agent = cmp.Or(o.Agent, "dossier (link check)")
	o.Timeout = cmp.Or(o.Timeout, 20*time.Second)
	o.Pause = cmp.Or(o.Pause, time.Second)
	o.Most, o.PerHost, o.Hosts = cmp.Or(o.Most, 1000), cmp.Or(o.PerHost, 100), cmp.Or(o.Hosts, 8)
	return o
}

// byHost groups addresses by the host they lead to, both in order, within the limits.
func byHost(list []Outgoing, o ExternalOptions) (hosts [][]Outgoing, untried int) {
	at := map[string]int{}
	taken := 0
	for _, a := range list {
		u, err := url.Parse(a.Address)
		if err != nil {
			continue
		}
		host := strings.ToLower(u.Host)
		i, seen := at[host]
		if !seen {
			i = len(hosts)
			at[host] = i
			hosts = append(hosts, nil)
		}
		if taken == o.Most || len(hosts[i]) == o.PerHost {
			untried++
			continue
		}
		taken++
		hosts[i] = append(hosts[i], a)
	}
	return hosts, untried
}

// answer is what a host says of one address.
type answer struct {
	Outgoing
	gone      string // why the address is a problem, "" when it is none
	undecided bool
}

// askHost asks one host for its addresses, one after the other. A host that asks for
// patience is left alone.
func (o ExternalOptions) askHost(ctx context.Context, client *http.Client, list []Outgoing) ([]answer, error) {
	var answers []answer
	busy := false
	for i, a := range list {
		if busy {
			answers = append(answers, answer{Outgoing: a, undecided: true})
			continue
		}
		if i > 0 {
			if err := wait(ctx, o.Pause); err != nil {
				return nil, err
			}
		}
		status, err := o.ask(ctx, client, a.Address)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		answers = append(answers, verdict(a, status, err))
		busy = status == http.StatusTooManyRequests
	}
	return answers, nil
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// ask requests the head of an address and, where that is refused or fails, the address
// itself: many servers answer a HEAD wrongly.
func (o ExternalOptions) ask(ctx context.Context, client *http.Client, address string) (status int, err error) {
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		if status, err = o.request(ctx, client, method, address); err != nil || status < 400 || status == http.StatusTooManyRequests {
			return status, err
		}
		if method == http.MethodHead {
			if err := wait(ctx, o.Pause); err != nil {
				return 0, err
			}
		}
	}
	return status, err
}

func (o ExternalOptions) request(ctx context.Context, client *http.Client, method, address string) (int, error) {
	ctx, stop := context.WithTimeout(ctx, o.Timeout)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("User-Agent", o.Agent)
	req.Header.Set("Accept", "text/html,*/*;q=0.5")
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.CopyN(io.Discard, resp.Body, mostBody)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	if err != nil && resp.StatusCode < 400 {
		return resp.StatusCode, nil // it began to answer, so it is there
	}
	return resp.StatusCode, err
}

// verdict tells what an answer means for a reader.
func verdict(a Outgoing, status int, err error) answer {
	v := answer{Outgoing: a}
	var noHost *net.DNSError
	switch {
	case errors.Is(err, errPrivate):
		v.gone = "this leads into a private network, where no reader gets"
	case errors.As(err, &noHost) && noHost.IsNotFound:
		v.gone = "there is no such host"
	case errors.Is(err, errRedirects):
		v.gone = "this leads on and on"
	case errors.Is(err, syscall.ECONNREFUSED):
		v.gone = "the host does not answer"
	case err != nil:
		v.undecided = true
	case status == http.StatusNotFound, status == http.StatusGone:
		v.gone = fmt.Sprintf("the page is not there (%d)", status)
	case status >= 400:
		v.undecided = true
	}
	return v
}

var (
	errPrivate   = errors.New("an address of a private network")
	errRedirects = errors.New("too many redirects")
)

// client follows few redirects, keeps no cookies, and goes to public addresses alone:
// what a page links to must not reach into the network of whoever checks it.
func (o ExternalOptions) client() *http.Client {
	dialer := &net.Dialer{Timeout: o.Timeout, Control: func(_, address string, _ syscall.RawConn) error {
		if at, err := netip.ParseAddrPort(address); !o.Private && (err != nil || !isPublic(at.Addr().Unmap())) {
			return errPrivate
		}
		return nil
	}}
	return &http.Client{
		Transport: &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: o.Timeout, ForceAttemptHTTP2: true, MaxResponseHeaderBytes: 1 << 20, IdleConnTimeout: o.Timeout},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > mostRedirects {
				return errRedirects
			}
			return nil
		},
	}
}

// shared is the space of addresses behind the routers of providers (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

func isPublic(a netip.Addr) bool {
	return a.IsGlobalUnicast() && !a.IsPrivate() && !shared.Contains(a)
}
