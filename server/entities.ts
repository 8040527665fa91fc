/** Every entity the ORM knows, by feature, upstream first. */
import { Territory } from './territories/territory.entity.ts';
import { Organization } from './organizations/organization.entity.ts';
import { Affiliation, Certificate, Membership, Person, Session } from './people/person.entity.ts';

export const entities = [Territory, Organization, Person, Membership, Affiliation, Certificate, Session];
