// Package store keeps results by the hash of all that went into them.
//
// A store is a folder with one file of entries, to which entries are only ever added,
// and an index of it. It is memory and cache at once: a build puts away what it will
// need later, and the next build finds it there. Nothing that a store says is believed
// without a checksum over the entry and its key; what is damaged, cut off or of another
// version counts as not there. A store that cannot be written to is no failure: what
// finds no room on the disk stays in memory, so a build never depends on it.
//
// One process at a time writes to a store. Another that opens it meanwhile reads the
// entries that it finds and keeps its own in a temporary file.
package store

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"dossier/internal/flock"
)

// Key names a result by all that went into it.
type Key [16]byte

func (k Key) String() string { return hex.EncodeToString(k[:]) }

// Part is the key of one part of a result.
func (k Key) Part(n byte) Key {
	k[0] ^= n + 1
	return k
}

// Sum makes a key of parts: the same parts in the same order give the same key, and no
// two lists of parts run into each other.
func Sum(parts ...string) Key {
	h := sha256.New()
	for _, p := range parts {
		Mix(h, p)
	}
	return Key(h.Sum(nil)[:16])
}

// Short is a hash of a text in one number.
func Short(s string) int {
	sum := sha256.Sum256([]byte(s))
	return int(binary.LittleEndian.Uint64(sum[:]))
}

// Mix adds one part to a hash, its length before it.
func Mix(h hash.Hash, part string) {
	var size [8]byte
	binary.LittleEndian.PutUint64(size[:], uint64(len(part)))
	h.Write(size[:])
	io.WriteString(h, part)
}

// Digest is the hash of plain data: all its exported fields, maps in the order of their
// keys. A field that is added later is part of it without anybody having to think of it.
func Digest(v any) string {
	h := sha256.New()
	if err := json.NewEncoder(h).Encode(v); err != nil {
		panic(fmt.Sprintf("no digest of %T: %v", v, err)) // a type that no caller should have
	}
	return string(h.Sum(nil))
}

// The files of a store. magic is changed with the form of the entries.
const (
	packName  = "store.pack"
	indexName = "store.index"
	lockName  = "store.lock"
	magic     = "dossier store 1\n"
	headSize  = len(magic) + 16
	entryHead = 16 + 4 + 4 // key, size, checksum
	entryMost = 1 << 30    // bytes of an entry
)

// spare is how many bytes of entries that nobody asked for a store may hold beside
// twice the size of those in use, before Close cleans it.
const spare = 4 << 20

// place is where an entry lies in a pack.
type place struct {
	at   int64 // of its data
	size uint32
	sum  uint32
	pack uint8 // 0 for the store's own, 1 for the temporary one
	used bool  // since the store was opened
}

// Store is an open store. Get and Put may be called by many workers at once.
type Store struct {
	disk    disk
	dir     string // "" for a temporary one
	program string // what made the entries: a store of another program is emptied
	holder  *os.File

	mu      sync.Mutex
	places  map[Key]place
	packs   [2]*os.File
	ends    [2]int64
	writes  int            // the pack that is written to
	memory  map[Key][]byte // what no disk would take
	full    bool           // a write has failed: the rest stays in memory
	indexed int64          // how far the index on disk reaches
	remove  string         // the temporary pack, to be removed
	spare   int64
}

// Open opens the store in a folder, for a program of a given version. It never fails:
// where the folder cannot be used, what is put into the store is kept in a temporary
// file or in memory until Close. The folder is made when the first entry is put there;
// with "" there is none.
func Open(dir, program string) *Store { return open(disk{}, dir, program) }

func open(d disk, dir, program string) *Store {
	s := &Store{disk: d, dir: dir, program: program, places: map[Key]place{}, memory: map[Key][]byte{}, writes: 1, spare: spare}
	if dir == "" {
		return s
	}
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.writes = 0 // made by the first Put
	case err == nil && info.IsDir():
		if s.takeLock() {
			s.writes = 0
		}
		s.load()
	}
	return s
}

// takeLock makes this process the one that writes.
func (s *Store) takeLock() bool {
	f, err := s.disk.open(filepath.Join(s.dir, lockName), os.O_RDWR|os.O_CREATE)
	if err != nil {
		return false
	}
	if taken, err := flock.Take(f); !taken || err != nil {
		f.Close()
		return false
	}
	s.holder = f
	return true
}

// load reads what the folder holds. A pack that is not ours in every respect is not
// looked at again; where we may write, it is replaced.
func (s *Store) load() {
	mode := os.O_RDONLY
	if s.holder != nil {
		mode = os.O_RDWR
		s.clearLeft()
	}
	f, err := s.disk.open(filepath.Join(s.dir, packName), mode)
	if err != nil {
		s.begin()
		return
	}
	head := make([]byte, headSize)
	if _, err := f.ReadAt(head, 0); err != nil || string(head) != string(s.head()) {
		f.Close()
		s.begin()
		return
	}
	s.packs[0] = f
	s.ends[0] = int64(headSize)
	s.readIndex()
	s.readTail()
}

// clearLeft removes what a process has left that was killed.
func (s *Store) clearLeft() {
	list, err := os.ReadDir(s.dir)
	if err != nil {
		return
	}
	for _, e := range list {
		name := e.Name()
		if name == packName+".new" || name == indexName+".new" || strings.HasPrefix(name, scratchName) {
			_ = s.disk.remove(filepath.Join(s.dir, name))
		}
	}
}

// head is how the pack of this program begins.
func (s *Store) head() []byte {
	sum := Sum(magic, s.program)
	return append([]byte(magic), sum[:]...)
}

// begin makes an empty pack in place of what there is, if we may.
func (s *Store) begin() {
	if s.holder == nil {
		return
	}
	name := filepath.Join(s.dir, packName)
	_ = s.disk.remove(filepath.Join(s.dir, indexName))
	_ = s.disk.remove(name) // a link is removed, never followed
	f, err := s.disk.create(name)
	if err == nil {
		_, err = s.disk.writeAt(f, s.head(), 0)
	}
	if err != nil {
		s.writes = 1
		if f != nil {
			f.Close()
		}
		return
	}
	s.packs[0], s.ends[0] = f, int64(headSize)
}

// readIndex takes the places of entries from the index, if it is whole and speaks of a
// pack of this length.
func (s *Store) readIndex() {
	f, err := s.disk.open(filepath.Join(s.dir, indexName), os.O_RDONLY)
	if err != nil {
		return
	}
	data, err := io.ReadAll(f)
	f.Close()
	n := len(data) - sha256.Size
	if err != nil || n < headSize+8 || string(data[:headSize]) != string(s.head()) {
		return
	}
	if sum := sha256.Sum256(data[:n]); string(sum[:]) != string(data[n:]) {
		return
	}
	end := int64(binary.LittleEndian.Uint64(data[headSize:]))
	if info, err := s.packs[0].Stat(); err != nil || info.Size() < end {
		return
	}
	const row = 16 + 8 + 4 + 4
	rows := data[headSize+8 : n]
	for ; len(rows) >= row; rows = rows[row:] {
		s.places[Key(rows[:16])] = place{
			at: int64(binary.LittleEndian.Uint64(rows[16:])), size: binary.LittleEndian.Uint32(rows[24:]), sum: binary.LittleEndian.Uint32(rows[28:]),
		}
	}
	s.ends[0], s.indexed = end, end
}

// readTail finds the entries behind those that the index knows, which a process put
// there that was killed. It ends at the first that is not whole.
func (s *Store) readTail() {
	info, err := s.packs[0].Stat()
	if err != nil {
		return
	}
	var head [entryHead]byte
	for s.ends[0] < info.Size() {
		if _, err := s.packs[0].ReadAt(head[:], s.ends[0]); err != nil {
			break
		}
		p := place{at: s.ends[0] + entryHead, size: binary.LittleEndian.Uint32(head[16:]), sum: binary.LittleEndian.Uint32(head[20:])}
		if p.at+int64(p.size) > info.Size() {
			break
		}
		if _, ok := s.read(Key(head[:16]), p); !ok {
			break
		}
		s.places[Key(head[:16])] = p
		s.ends[0] = p.at + int64(p.size)
	}
	if s.holder != nil && s.ends[0] < info.Size() {
		if s.disk.truncate(s.packs[0], s.ends[0]) != nil {
			s.full = true
		}
	}
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checksum is over the key too: the data of another entry is no data of this one.
func checksum(k Key, data []byte) uint32 {
	return crc32.Update(crc32.Update(0, castagnoli, k[:]), castagnoli, data)
}

// read reads an entry and believes it only with its checksum.
func (s *Store) read(k Key, p place) ([]byte, bool) {
	if p.size > entryMost {
		return nil, false
	}
	data := make([]byte, p.size)
	if _, err := s.packs[p.pack].ReadAt(data, p.at); err != nil || checksum(k, data) != p.sum {
		return nil, false
	}
	return data, true
}

// Get returns what is kept under a key. The bytes are the caller's own.
func (s *Store) Get(k Key) ([]byte, bool) {
	s.mu.Lock()
	p, there := s.places[k]
	data, here := s.memory[k]
	s.mu.Unlock()
	switch {
	case here:
		return data, true
	case !there:
		return nil, false
	}
	data, ok := s.read(k, p)
	s.mu.Lock()
	defer s.mu.Unlock()
	if !ok {
		if s.places[k] == p {
			delete(s.places, k)
		}
		return nil, false
	}
	if !p.used {
		p.used = true
		s.places[k] = p
	}
	return data, true
}

// Has tells whether something is kept under a key, and that it is still of use. It
// need not be whole: Get tells.
func (s *Store) Has(k Key) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, here := s.memory[k]; here {
		return true
	}
	p, there := s.places[k]
	if there && !p.used {
		p.used = true
		s.places[k] = p
	}
	return there
}

// Put keeps data under a key. data must not be changed afterwards.
func (s *Store) Put(k Key, data []byte) {
	entry := make([]byte, entryHead, entryHead+len(data))
	sum := checksum(k, data)
	copy(entry, k[:])
	binary.LittleEndian.PutUint32(entry[16:], uint32(len(data)))
	binary.LittleEndian.PutUint32(entry[20:], sum)
	entry = append(entry, data...)

	s.mu.Lock()
	if s.places == nil { // closed
		s.mu.Unlock()
		return
	}
	s.ready()
	if s.full || len(data) > entryMost {
		s.memory[k] = data
		s.mu.Unlock()
		return
	}
	w := s.writes
	pack, at := s.packs[w], s.ends[w]
	s.ends[w] += int64(len(entry))
	s.mu.Unlock()

	_, err := s.disk.writeAt(pack, entry, at)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.places == nil {
		return
	}
	if err != nil {
		s.full = true
		s.memory[k] = data
		return
	}
	s.places[k] = place{at + entryHead, uint32(len(data)), sum, uint8(w), true}
}

// ready opens the pack that is written to, with the first entry.
func (s *Store) ready() {
	if s.packs[s.writes] != nil || s.full {
		return
	}
	if s.writes == 0 {
		if err := s.disk.mkdir(s.dir); err == nil || errors.Is(err, fs.ErrExist) {
			if info, err := os.Lstat(s.dir); err == nil && info.IsDir() && s.takeLock() {
				s.load()
			}
		}
		if s.packs[0] != nil && s.holder != nil {
			return
		}
		s.writes = 1
	}
	f, err := os.CreateTemp("", "dossier-store-")
	if err != nil {
		s.full = true
		return
	}
	if os.Remove(f.Name()) != nil { // where an open file cannot be removed
		s.remove = f.Name()
	}
	s.packs[1] = f
}

// Share lets other processes write to the store from now on. What is put into it later is
// gone with this process.
func (s *Store) Share() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes = 1
	if s.holder == nil {
		return nil
	}
	var err error
	if s.packs[0] != nil && s.ends[0] != s.indexed {
		err = s.writeIndex(s.ends[0], s.places)
	}
	err = errors.Join(err, s.holder.Close())
	s.holder = nil
	return err
}

// Close ends the use of a store; nothing is in it from then on. whole says that everything of use was asked for: then
// entries that were not may go, and do when they take more room than the others.
func (s *Store) Close(whole bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	if s.holder != nil && s.packs[0] != nil {
		var live int64
		for _, p := range s.places {
			if p.pack == 0 && p.used {
				live += entryHead + int64(p.size)
			}
		}
		if whole && s.ends[0] > 2*live+s.spare {
			err = s.clean()
		} else if s.ends[0] != s.indexed {
			err = s.writeIndex(s.ends[0], s.places)
		}
	}
	for i, f := range s.packs {
		if f != nil {
			err = errors.Join(err, f.Close())
			s.packs[i] = nil
		}
	}
	if s.remove != "" {
		err = errors.Join(err, os.Remove(s.remove))
	}
	if s.holder != nil {
		err = errors.Join(err, s.holder.Close())
		s.holder = nil
	}
	s.places, s.memory = nil, nil
	return err
}

// writeIndex writes the index beside the old one and puts it in its place.
func (s *Store) writeIndex(end int64, places map[Key]place) error {
	data := binary.LittleEndian.AppendUint64(s.head(), uint64(end))
	for k, p := range places {
		if p.pack == 0 {
			data = append(data, k[:]...)
			data = binary.LittleEndian.AppendUint64(data, uint64(p.at))
			data = binary.LittleEndian.AppendUint32(data, p.size)
			data = binary.LittleEndian.AppendUint32(data, p.sum)
		}
	}
	sum := sha256.Sum256(data)
	return s.replace(indexName, func(f io.Writer) error {
		_, err := f.Write(append(data, sum[:]...))
		return err
	})
}

// clean writes a pack of the entries in use alone. The index goes first: until the new
// one is there, the pack speaks for itself.
func (s *Store) clean() error {
	var keys []Key
	for k, p := range s.places {
		if p.pack == 0 && p.used {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b Key) int { return int(s.places[a].at - s.places[b].at) })
	if err := s.disk.remove(filepath.Join(s.dir, indexName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	moved := map[Key]place{}
	end := int64(headSize)
	err := s.replace(packName, func(f io.Writer) error {
		out := bufio.NewWriterSize(f, 1<<20)
		out.Write(s.head())
		for _, k := range keys {
			p := s.places[k]
			data, ok := s.read(k, p)
			if !ok {
				continue
			}
			var head [entryHead]byte
			copy(head[:], k[:])
			binary.LittleEndian.PutUint32(head[16:], p.size)
			binary.LittleEndian.PutUint32(head[20:], p.sum)
			out.Write(head[:])
			out.Write(data)
			p.at = end + entryHead
			end = p.at + int64(p.size)
			moved[k] = p
		}
		if err := out.Flush(); err != nil {
			return err
		}
		err := s.packs[0].Close() // some systems replace no open file
		s.packs[0] = nil
		return err
	})
	if err != nil {
		return err
	}
	return s.writeIndex(end, moved)
}

// replace writes a file of the store under another name and gives it its own when it is
// whole. A file that a killed process left there is taken over.
func (s *Store) replace(name string, write func(io.Writer) error) error {
	full := filepath.Join(s.dir, name)
	_ = s.disk.remove(full + ".new")
	f, err := s.disk.create(full + ".new")
	if err != nil {
		return err
	}
	if err := errors.Join(write(diskWriter{s.disk, f}), f.Close()); err != nil {
		return errors.Join(err, s.disk.remove(full+".new"))
	}
	return s.disk.rename(full+".new", full)
}
