// Hashes records where they lie, in memory that this process shares with the sidecar. Standard library only.
//
//	go run . "$(npx outrigger sockname)"
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"os"
	"syscall"
)

const (
	count  = 10_000
	record = 64
	digest = 32
)

// Sidecar speaks JSON-RPC, a message a line: what json.Encoder writes and json.Decoder reads.
type Sidecar struct {
	encoder *json.Encoder
	decoder *json.Decoder
	lastID  int
}

func Connect(path string) (*Sidecar, error) {
	connection, err := net.Dial("unix", path)
	if err != nil {
		return nil, err
	}
	return &Sidecar{encoder: json.NewEncoder(connection), decoder: json.NewDecoder(connection)}, nil
}

func (s *Sidecar) Call(method string, params, result any) error {
	s.lastID++
	request := map[string]any{"jsonrpc": "2.0", "id": s.lastID, "method": method, "params": params}
	if err := s.encoder.Encode(request); err != nil {
		return err
	}
	var reply struct {
		Result json.RawMessage
		Error  *struct {
			Code    int
			Message string
		}
	}
	if err := s.decoder.Decode(&reply); err != nil {
		return err
	}
	if reply.Error != nil {
		return fmt.Errorf("%s: %d %s", method, reply.Error.Code, reply.Error.Message)
	}
	return json.Unmarshal(reply.Result, result)
}

// Segment is memory of the sidecar, mapped into this process.
type Segment struct {
	ID     string `json:"segment"`
	Bytes  int    `json:"bytes"`
	Path   string `json:"path"`
	Memory []byte `json:"-"`
}

func (s *Sidecar) Open(size int) (*Segment, error) {
	var segment Segment
	if err := s.Call("segment/open", map[string]any{"bytes": size}, &segment); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(segment.Path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	protection := syscall.PROT_READ | syscall.PROT_WRITE
	segment.Memory, err = syscall.Mmap(int(file.Fd()), 0, segment.Bytes, protection, syscall.MAP_SHARED)
	return &segment, err
}

func (s *Segment) Range(offset, length int) map[string]any {
	return map[string]any{"segment": s.ID, "offset": offset, "length": length}
}

func run(path string) error {
	sidecar, err := Connect(path)
	if err != nil {
		return err
	}
	segment, err := sidecar.Open(count * (record + digest))
	if err != nil {
		return err
	}
	data := segment.Memory[:count*record]
	for i := 0; i < count; i++ {
		copy(data[i*record:], fmt.Sprintf("record %-56d\n", i+1))
	}

	var hashed struct{ Count int }
	err = sidecar.Call("hash/records", map[string]any{
		"algorithm":  "sha256",
		"recordSize": record,
		"data":       segment.Range(0, len(data)),
		"into":       segment.Range(len(data), count*digest),
	}, &hashed)
	if err != nil {
		return err
	}
	digests := segment.Memory[len(data) : len(data)+count*digest]
	fmt.Printf("%d digests, the first is %x\n", hashed.Count, digests[:digest])

	for i := 0; i < count; i++ {
		expected := sha256.Sum256(data[i*record : (i+1)*record])
		if !bytes.Equal(digests[i*digest:(i+1)*digest], expected[:]) {
			return fmt.Errorf("digest %d is wrong", i)
		}
	}
	return nil
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run . SOCKET")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}
