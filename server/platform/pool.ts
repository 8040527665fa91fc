/** A pool of connections that outlives each of them: the driver ends the program over one that is cut off unheard. */
import { Pool, type PoolConfig } from 'pg';

export function openPool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  // an idle connection that is cut off is replaced by the pool
  pool.on('error', () => {});
  // and whoever uses one learns of it by their statement; between its answer and being given back nobody does
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}
