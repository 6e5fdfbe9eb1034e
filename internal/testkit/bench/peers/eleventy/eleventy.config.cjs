// What Eleventy can do of a dossier: pages of tags and names, an archive, feed, site map.
const markdown = require("markdown-it");
const notes = require("markdown-it-footnote");

const address = (name) => name.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join("-");

// termsOf lists the articles under each value of a key.
const termsOf = (key) => (api) => {
  const terms = {};
  for (const page of api.getFilteredByGlob("articles/*.md")) {
    for (const name of page.data[key] ?? []) (terms[name] ??= []).push(page);
  }
  return Object.keys(terms).sort().map((name) => ({ name, address: address(name), pages: terms[name] }));
};

module.exports = (config) => {
  config.setQuietMode(true);
  config.setLibrary("md", markdown().use(notes));
  config.addFilter("address", address);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("summary", (html) => html.slice(0, html.indexOf("</p>") + 4));
  config.addFilter("latest", (list) => list.slice(-30).reverse());
  config.addCollection("papers", (api) => api.getFilteredByGlob("articles/*.md"));
  config.addCollection("names", termsOf("entities"));
  config.addCollection("subjects", termsOf("tags"));
  return { markdownTemplateEngine: false };
};
