/** Which measures of a plan a body speaks for. The server decides; this only leaves out what it would refuse. */
export interface ReportingBody {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly territory?: { readonly code: string } | null;
}

export interface WithResponsibles {
  readonly responsibles: readonly { readonly organization?: ReportingBody | null }[];
}

/** A municipal administration also speaks for whatever the plan calls the administration of the same municipality. */
export function speaksFor(body: ReportingBody, { responsibles }: WithResponsibles): boolean {
  return responsibles.some(({ organization }) => {
    if (!organization) return false;
    if (organization.id === body.id) return true;
    return (
      body.kind === 'MUNICIPAL_ADMINISTRATION' &&
      organization.kind === body.kind &&
      body.territory != null &&
      organization.territory?.code === body.territory.code
    );
  });
}
