/** The other side of `child_process.fork`: says back what it is told. */
process.on('message', (message) => process.send?.(message));
