import type { ProposalView } from '@cap/contracts';
import { atOnce, together } from '../client/together';
import type { OpenProposal } from '../players/case';
import type { Desk } from '../players/desk';
import type { World } from '../players/world';

/** Looks at proposals after each step: those whose deadline has passed, and one whose deadline has not. */
export class DeadlineWatch {
  private steps = 0;

  constructor(
    private readonly world: World,
    private readonly desk: Desk,
  ) {}

  /** To be called when the clock was stepped and all is settled. */
  async look(): Promise<void> {
    const { world } = this;
    const all = [...world.openProposals.values()];
    const passed = all.filter(({ expiresAt }) => expiresAt <= world.now);
    const open = all.filter(({ expiresAt }) => expiresAt > world.now);
    const sample = this.steps++ % 5 === 0 && open.length > 0 ? [open[this.steps % open.length]!] : [];
    await together([...passed, ...sample], atOnce, (proposal) => this.see(proposal));
    for (const proposal of passed) {
      world.openProposals.delete(proposal.proposalId);
      this.desk.answeredNo(proposal);
    }
  }

  private async see({ proposalId }: OpenProposal): Promise<void> {
    const { api, actors } = this.world;
    const { status, answeredAt } = await api.get<ProposalView>(actors.desk(1), `/v1/proposals/${proposalId}`);
    this.world.record({ kind: 'proposal-seen', at: this.world.at, proposalId, status, answeredAt });
  }
}
