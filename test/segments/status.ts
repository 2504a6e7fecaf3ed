/** Watches a sidecar by its own `server/status`, as anybody may: waits for what is to come true, and asserts no time. */
import type { ServerStatus } from '../../protocol/index.ts';
import type { Conversation, Host } from '../server/sidecar-process.ts';
import { SPEAKERS, type Speaker } from '../server/speaker.ts';

const speaker = SPEAKERS[0] as Speaker;

export class Watch {
  readonly #conversation: Conversation;

  private constructor(conversation: Conversation) {
    this.#conversation = conversation;
  }

  static async on(host: Host): Promise<Watch> {
    return new Watch(await host.converse(speaker));
  }

  async status(): Promise<ServerStatus> {
    const { result } = (await this.#conversation.ask('server/status')) as { result?: ServerStatus };
    if (result === undefined) throw new Error('no status');
    return result;
  }

  /** The first status that `holds` of. */
  async until(holds: (status: ServerStatus) => boolean): Promise<ServerStatus> {
    for (;;) {
      const status = await this.status();
      if (holds(status)) return status;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
