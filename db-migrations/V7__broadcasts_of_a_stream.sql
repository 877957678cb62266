-- Which broadcasts of a stream were on in a range, without a look at the rows of those that were over.
ALTER TABLE streams ADD KEY by_stream (stream_id, started_at, ended_at);
