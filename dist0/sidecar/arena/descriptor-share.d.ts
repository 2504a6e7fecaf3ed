/** Half of the files that this process may open (Node raises its own limit to the hard one at its start). */
export declare function descriptorShare(): number;
