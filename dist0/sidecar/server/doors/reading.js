import { Socket } from 'node:net';
/**
 * Makes the socket of a source. `takeReader` is asked for the reader once the socket is made. Throws for a descriptor that is
 * neither pipe nor socket.
 */
export function openReading(source, readBuffer, takeReader) {
    let reader;
    /** The buffer of the next read: Node asks for it when the socket is made, and right after each read. */
    let current = readBuffer;
    const options = {
        ...source,
        readable: true,
        writable: 'handle' in source,
        allowHalfOpen: true,
        onread: {
            buffer: () => {
                current = reader?.target ?? readBuffer;
                return current;
            },
            callback: (n) => {
                if (current === readBuffer)
                    reader?.receive(readBuffer.subarray(0, n));
                else
                    reader?.advance(n);
                return true;
            },
        },
    };
    // a handle is no documented option of Socket; there is no other way to set `onread` on an accepted connection
    const socket = new Socket(options);
    reader = takeReader(socket);
    socket.on('end', () => reader?.inputEnded());
    socket.resume();
    return socket;
}
/** Reads any other stream: a file, a terminal. */
export function readEvents(stream, reader) {
    stream.on('data', (chunk) => reader.receive(chunk));
    stream.on('end', () => reader.inputEnded());
    // a socket that was accepted paused flows only when it is told to
    stream.resume();
}
