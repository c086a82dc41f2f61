-- The tables of a record log of schema 2, as SQLite keeps them.
CREATE TABLE contribution (
	id INTEGER NOT NULL,
	member VARCHAR NOT NULL,
	control VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	dialect VARCHAR NOT NULL,
	charset VARCHAR NOT NULL,
	format VARCHAR NOT NULL,
	raw BLOB NOT NULL,
	received VARCHAR NOT NULL,
	"by" VARCHAR NOT NULL,
	channel VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (member, kind, control, version)
);
CREATE TABLE meta (
	"key" VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	PRIMARY KEY ("key")
);
CREATE TABLE profile (
	member VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	at VARCHAR NOT NULL,
	PRIMARY KEY (member, version)
);
CREATE TABLE shared (
	statement BLOB NOT NULL,
	records INTEGER NOT NULL,
	PRIMARY KEY (statement)
);
CREATE TABLE record (
	path VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	number BIGINT,
	version INTEGER NOT NULL,
	status VARCHAR NOT NULL,
	contribution INTEGER,
	engine VARCHAR NOT NULL,
	triples BLOB NOT NULL,
	created VARCHAR NOT NULL,
	modified VARCHAR NOT NULL,
	survivor VARCHAR,
	reason VARCHAR NOT NULL,
	PRIMARY KEY (path),
	UNIQUE (kind, number),
	FOREIGN KEY(contribution) REFERENCES contribution (id)
);
CREATE INDEX record_by_time ON record (kind, status, modified);
CREATE TABLE change (
	seq INTEGER NOT NULL,
	path VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	action VARCHAR NOT NULL,
	contribution INTEGER,
	at VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	removed BLOB NOT NULL,
	PRIMARY KEY (seq),
	FOREIGN KEY(path) REFERENCES record (path),
	FOREIGN KEY(contribution) REFERENCES contribution (id)
);
CREATE INDEX change_by_path ON change (path);
CREATE TABLE source (
	member VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	control VARCHAR NOT NULL,
	path VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	digest BLOB NOT NULL,
	PRIMARY KEY (member, kind, control),
	FOREIGN KEY(path) REFERENCES record (path)
);
CREATE INDEX source_by_path ON source (path);
CREATE TABLE waiting (
	path VARCHAR NOT NULL,
	member VARCHAR NOT NULL,
	scheme VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	PRIMARY KEY (path, scheme, value),
	FOREIGN KEY(path) REFERENCES record (path)
);
