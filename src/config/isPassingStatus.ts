const PASSING_STATUS = new Set([408, 425, 429, 500, 502, 503, 504])

/** Whether a server that answers so may answer otherwise when it is asked again. */
export const isPassingStatus = (statusCode: number): boolean => PASSING_STATUS.has(statusCode)
