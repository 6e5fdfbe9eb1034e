package build

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"dossier/internal/pool"
	"dossier/internal/read"
	"dossier/internal/render"
	"dossier/internal/render/pictures"
	"dossier/internal/resolve/links"
	"dossier/internal/source"
)

// heavyPicture is how many bytes of one picture are too many to ask of a reader.
const heavyPicture = 10 << 20

// measurePictures tells the site how large its pictures are, and names the files that are
// none or too large. Files that articles lead to without showing them are left alone.
func measurePictures(ctx context.Context, s *render.Site, workers int) ([]source.Problem, error) {
	type measured struct {
		info     pictures.Info
		problems []source.Problem
	}
	paths := slices.DeleteFunc(slices.Sorted(maps.Keys(s.Media)), func(path string) bool { return !links.IsPicture(path) })
	results, err := pool.MapContext(ctx, workers, paths, func(_ int, path string) (m measured, err error) {
		name := s.Media[path]
		data, err := s.Read(name)
		if problem, ok := read.AsProblem(err); ok {
			m.problems = []source.Problem{problem}
			return m, nil
		}
		if err != nil {
			return m, err
		}
		say := func(code source.Code, message, hint string) {
			m.problems = append(m.problems, source.Problem{Place: source.Place{File: name}, Code: code, Message: message, Hint: hint})
		}
		m.info, err = pictures.Measure(data)
		switch {
		case errors.Is(err, pictures.ErrNoPicture):
			say(source.NoPicture, "the file is no picture that a browser shows: "+err.Error(), "save it as PNG or JPEG")
		case m.info.IsHuge():
			say(source.LargePicture, fmt.Sprintf("the picture has %d by %d pixels, too many to make smaller copies of", m.info.Width, m.info.Height), "make it 4000 pixels wide at most")
		case len(data) > heavyPicture:
			say(source.LargePicture, fmt.Sprintf("the picture has %d MB, which every reader may have to load", len(data)>>20), "make it 4000 pixels wide at most, or save a photograph as JPEG")
		}
		return m, nil
	})
	if err != nil {
		return nil, err
	}
	var problems []source.Problem
	s.Pictures = map[string]pictures.Info{}
	for i, m := range results {
		s.Pictures[paths[i]] = m.info
		problems = append(problems, m.problems...)
	}
	return problems, nil
}
