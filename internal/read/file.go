package read

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"dossier/internal/record"
	"dossier/internal/source"
)

// DataLimit is the size in bytes above which a data file or template is refused.
const DataLimit = 16 << 20

// MediaLimit is the size in bytes above which a picture or static file is refused: the
// usual hosts take no larger file, and each is held in memory once.
const MediaLimit = 100 << 20

// A refusal says why a file cannot be used.
type refusal struct{ problem source.Problem }

func (e *refusal) Error() string {
	return fmt.Sprintf("read %s: %s", e.problem.File, e.problem.Message)
}

// Refuse makes an error of a problem that ends the build at once.
func Refuse(p source.Problem) error { return &refusal{p} }

func refuse(name string, code source.Code, message, hint string) error {
	return Refuse(source.Problem{Place: source.Place{File: name}, Code: code, Message: message, Hint: hint})
}

// Bytes reads one picture, template or static file of the project as it is.
func (p *Project) Bytes(name string) ([]byte, error) {
	limit := int64(MediaLimit)
	if strings.HasPrefix(name, "templates/") {
		limit = DataLimit
	}
	data, err := p.bytes(name, limit, nil)
	if err == nil {
		hash := sha256.Sum256(data)
		p.sums.add(name, hex.EncodeToString(hash[:]))
	}
	return data, err
}

// bytes reads a regular file of up to limit bytes. The
// folder may have changed since it was listed, so nothing that was seen then is relied on:
// no link is followed out of the project, a pipe is not waited for, and a file that grows
// is read up to the limit, into the memory of data, which is empty.
func (p *Project) bytes(name string, limit int64, data []byte) ([]byte, error) {
	root, err := os.OpenRoot(p.Dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	f, err := root.OpenFile(filepath.FromSlash(name), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case !info.Mode().IsRegular():
		return nil, refuse(name, source.Unreadable, "this is no regular file any more", "put the file itself here")
	case info.Size() > limit:
		return nil, tooLarge(name, info.Size(), limit)
	}
	data, err = readAll(io.LimitReader(f, limit+1), slices.Grow(data, int(info.Size())+1))
	if err != nil {
		return nil, unreadable(name, err)
	}
	if int64(len(data)) > limit {
		return nil, refuse(name, source.Changed, "the file grew while it was read", "build again when nothing writes to it")
	}
	return data, nil
}

// readAll is io.ReadAll into a buffer that fits.
func readAll(r io.Reader, data []byte) ([]byte, error) {
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func tooLarge(name string, size, limit int64) error {
	hint := "split it"
	switch limit {
	case DataLimit:
		hint = "split it, or check whether this file is what it should be"
	case MediaLimit:
		hint = "make it smaller, or keep it elsewhere and link to it"
	}
	return refuse(name, source.TooLarge, fmt.Sprintf("the file has %d bytes, the limit is %d", size, limit), hint)
}

func unreadable(name string, err error) error {
	why, hint := err.Error(), "check the file and its permissions"
	var inner *fs.PathError
	if errors.As(err, &inner) {
		why = inner.Err.Error()
	}
	if errors.Is(err, fs.ErrNotExist) {
		return refuse(name, source.Changed, "the file is gone since the build began", "build again when nothing moves the files")
	}
	return refuse(name, source.Unreadable, "the file cannot be read: "+why, hint)
}

// AsProblem takes the problem out of a refusal to read a file; other errors are the
// machine's.
func AsProblem(err error) (source.Problem, bool) {
	var r *refusal
	if errors.As(err, &r) {
		return r.problem, true
	}
	return source.Problem{}, false
}

// buffers hold the bytes of text files, of which a File keeps its own, cleaned copy.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// File reads one text file of the project, cleaned. The file is never nil; one that
// cannot be read is empty, and the problems say why.
func (p *Project) File(name string, limit int64) (*source.File, []source.Problem, error) {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	raw, err := p.bytes(name, limit, (*buffer)[:0])
	if refused, ok := AsProblem(err); ok {
		f, _ := source.NewFile(name, nil)
		return f, []source.Problem{refused}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	f, problems := source.NewFile(name, raw)
	if cap(raw) < 1<<20 {
		*buffer = raw
	}
	p.sums.add(name, f.Sum)
	return f, problems, nil
}

// Text reads an article, page or note again for its body. It must be as it was when
// its front matter was read: else the offsets are another file's, and the problem says so.
func (p *Project) Text(e *record.Entry) (*source.File, []source.Problem, error) {
	f, problems, err := p.File(e.Name, ArticleLimit)
	if err != nil || source.HasErrors(problems) {
		return f, problems, err
	}
	if f.Sum != e.Sum {
		f, _ = source.NewFile(e.Name, nil)
		return f, []source.Problem{{Place: source.Place{File: e.Name}, Code: source.Changed,
			Message: "the file changed while the build ran", Hint: "build again"}}, nil
	}
	return f, nil, nil
}
