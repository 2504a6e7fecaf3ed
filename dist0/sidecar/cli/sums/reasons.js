const WORDS = {
    EACCES: 'Permission denied',
    EBADF: 'Bad file descriptor',
    EIO: 'Input/output error',
    EINVAL: 'Invalid argument',
    EISDIR: 'Is a directory',
    ELOOP: 'Too many levels of symbolic links',
    EMFILE: 'Too many open files',
    ENAMETOOLONG: 'File name too long',
    ENFILE: 'Too many open files in system',
    ENODEV: 'No such device',
    ENOENT: 'No such file or directory',
    ENOMEM: 'Cannot allocate memory',
    ENOTDIR: 'Not a directory',
    ENOTREG: 'Not a regular file (a FIFO, device or socket)', // ours: sha256sum would read it
    ENXIO: 'No such device or address',
    EOVERFLOW: 'Value too large for defined data type',
    EPERM: 'Operation not permitted',
    ESTALE: 'Stale file handle',
};
/** The words for an errno's name; undefined for one that is not a file's. */
export function errnoWords(code) {
    return WORDS[code];
}
/** The reason behind a failed file: the errno's words, else the sidecar's message without the path. */
export function failureReason(error) {
    const { code } = error.data;
    return (typeof code === 'string' ? errnoWords(code) : undefined) ?? error.message;
}
