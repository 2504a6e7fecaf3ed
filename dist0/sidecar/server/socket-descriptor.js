/** Of a socket that is open; -1 for any other stream. There is no documented way to it. */
export function socketDescriptor(stream) {
    const { _handle: handle } = stream;
    return typeof handle?.fd === 'number' ? handle.fd : -1;
}
