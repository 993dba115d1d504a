/**
 * Which diagrams a person has anything to do with, for the statements that choose rows: `d` is the diagram, `$1` the
 * person. What they may do with each is what the policy says. Arrays, so that the planner can answer from the indexes of
 * owner, key and team instead of reading every diagram.
 */
export const memberOf = 'd.id = ANY(ARRAY(SELECT diagram_id FROM diagram_members WHERE user_id = $1))'
export const inTeamOf = 'd.team_id = ANY(ARRAY(SELECT team_id FROM team_members WHERE user_id = $1))'
export const reachable = `(d.owner_id = $1 OR ${memberOf} OR ${inTeamOf})`
