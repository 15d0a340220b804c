// Reads lines with go-logfmt. Each line alone gives a line of JSON: its pairs in order, or the
// error. A last line tells how many records the decoder finds in all lines as one stream.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"log"
	"os"

	"github.com/go-logfmt/logfmt"
)

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	buffer := bufio.NewWriter(os.Stdout)
	defer buffer.Flush()
	out := json.NewEncoder(buffer)
	for _, line := range bytes.Split(bytes.TrimSuffix(input, []byte("\n")), []byte("\n")) {
		if err := out.Encode(read(line)); err != nil {
			log.Fatal(err)
		}
	}
	if err := out.Encode(records(input)); err != nil {
		log.Fatal(err)
	}
}

func read(line []byte) interface{} {
	decoder := logfmt.NewDecoder(bytes.NewReader(line))
	pairs := [][2]string{}
	for decoder.ScanRecord() {
		for decoder.ScanKeyval() {
			pairs = append(pairs, [2]string{string(decoder.Key()), string(decoder.Value())})
		}
	}
	if err := decoder.Err(); err != nil {
		return err.Error()
	}
	return pairs
}

func records(input []byte) int {
	decoder := logfmt.NewDecoder(bytes.NewReader(input))
	count := 0
	for decoder.ScanRecord() {
		for decoder.ScanKeyval() {
		}
		if decoder.Err() != nil {
			break
		}
		count++
	}
	return count
}
