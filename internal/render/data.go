package render

import (
	"dossier/internal/export"
	"dossier/internal/index"
)

// dataTopics are the parts of the page of data with their words, in the order of
// export.Table.
var dataTopics = map[string]string{
	"entities": "data_names", "mentions": "data_mentions", "events": "data_events", "sources": "data_sources",
}

// DataTopic is what the files of data on one subject are.
type DataTopic struct {
	ID, Title string
	Files     []DataFile
}

// DataFile is one file of data as its page explains it.
type DataFile struct {
	Name, Media, About string
	Parts              []string // further files with the rest
	Fields             []export.Field
}

// Data is what the encoders of open data read.
func (s *Site) Data() *export.Data {
	c := s.Config
	return &export.Data{
		Title: c.Title, Description: s.siteDescription(), Language: c.Language, License: c.License, BaseURL: c.BaseURL,
		Index: s.Index, Quotes: func(a *index.Article) []string { return s.Texts.Quoted(a.Path).Quotes },
	}
}

// dataPage explains the files of data.
func (s *Site) dataPage() []File {
	address := "/" + export.Folder + "/"
	return []File{{folder(address), func() (Content, error) {
		b := s.base("data", address, s.say("data"), s.say("data_about", s.Config.Title))
		s.crumb(&b)
		s.describeData(&b)
		return s.page(b, struct {
			Base
			Package string
			English TextView // the fields are explained in the language of their names
			Topics  []DataTopic
		}{b, export.DescriptorName, s.text("en"), s.dataTopics()})
	}}}
}

func (s *Site) dataTopics() []DataTopic {
	var topics []DataTopic
	for _, f := range export.Table {
		words := dataTopics[f.Topic]
		if k := len(topics); k == 0 || topics[k-1].ID != f.Topic {
			topics = append(topics, DataTopic{ID: f.Topic, Title: s.say(words)})
		}
		file := DataFile{Name: f.Name, Media: f.Media, About: s.say(words + "_" + f.Format), Fields: f.Fields}
		for _, p := range s.Data().Parts(f)[1:] {
			file.Parts = append(file.Parts, p.Name)
		}
		last := &topics[len(topics)-1]
		last.Files = append(last.Files, file)
	}
	return topics
}

// eventData are those that grow with the timeline, and say nothing of anything else but the
// site.
var eventData = map[string]bool{"events.json": true, "events.csv": true, "timeline.ics": true, "timelinejs.json": true}

// sourceData list the cited sources alone.
var sourceData = map[string]bool{"sources.bib": true, "sources.json": true}

// dataFiles are the files themselves.
func (s *Site) dataFiles() []File {
	d := s.Data()
	parts := []export.Part{{Name: export.DescriptorName, Encode: d.WriteDescriptor}}
	for _, f := range export.Table {
		parts = append(parts, d.Parts(f)...)
	}
	files := make([]File, len(parts))
	for i, p := range parts {
		if p.Articles != nil {
			s.shows(export.Folder+"/"+p.Name, func(d shown) { s.annotationsShow(d, p.Articles) })
		}
		if sourceData[p.Name] {
			s.shows(export.Folder+"/"+p.Name, func(d shown) {
				for _, src := range s.Index.Sources {
					d.key(d.sources[src])
				}
			})
		}
		if eventData[p.Name] {
			s.shows(export.Folder+"/"+p.Name, func(d shown) {
				d.text(s.siteDescription())
				d.events(s.Index.Events)
			})
		}
		files[i] = File{export.Folder + "/" + p.Name, func() (Content, error) {
			return Content{Stream: p.Encode, Raw: true}, nil
		}}
	}
	return files
}
