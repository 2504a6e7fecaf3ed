/** `outrigger sockname`: where this user's sidecar listens when nobody names a path. Touches no file. */
import { sockname } from '../../../protocol/endpoint.js';
import { EXIT, jsonOption } from '../command.js';
export const socknameCommand = {
    name: 'sockname',
    describe: 'Print the path of the default socket',
    options: { json: jsonOption },
    examples: [
        ['$0 sockname', 'the path that serve, call, hash and status use'],
        [`printf '{"jsonrpc":"2.0","id":1,"method":"server/status"}\\n' | nc -N -U "$($0 sockname)"`, 'a call without us'],
    ],
    async run({ options, terminal }) {
        const path = sockname();
        if (options.json === true)
            terminal.json({ path });
        else
            terminal.print(path);
        return EXIT.ok;
    },
};
